// from scripts/
const s=["pointermove","pointerdown","keydown","touchstart","wheel","scroll"],c=new Promise(e=>{for(const o of s)addEventListener(o,e,{capture:!0,once:!0})});export const seen=e=>Promise.race([c,new Promise(o=>{const n=r=>r.some(t=>t.isIntersecting)&&o(null);new IntersectionObserver(n,{rootMargin:"50% 0%"}).observe(e)})]);
