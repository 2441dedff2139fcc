// from scripts/
import{Box as f}from"./box.js";import{Engine as d}from"./engine.js";import{preferKey as m,prefersKey as p}from"./key.js";import{Library as a}from"./library.js";export function begin(r,t=void 0){const o=new a(r.dataset.index??"",(i,c)=>fetch(i,c)),n=new f(r,new d(o),t),e=n.part("key");return e.checked=p(),e.addEventListener("change",()=>m(e.checked)),n}
