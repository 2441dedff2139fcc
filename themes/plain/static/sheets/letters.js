// from scripts/
import{e as f,v as u}from"./sheet.js";function a(t){return t instanceof Text?t.data.replace(/\s+/g," "):t instanceof HTMLBRElement?`
`:t instanceof HTMLElement&&t.ariaHidden==="true"?"":f(t)?u(t)||`[${t.ariaLabel??t.name}]`:[...t.childNodes].map(a).join("")}const n=t=>[...t.children].map(r=>a(r).trim()).join(`

`);function p(t){for(const e of t.form.querySelectorAll("[data-letter]"))e.after(t.part("letter-tools"));const r=e=>e.closest(".block"),o=e=>n(r(e).querySelector("[data-letter]"));return{async copy(e){try{await navigator.clipboard.writeText(o(e)),t.note("Copied.")}catch{t.note("The browser did not let the page copy. Select the letter, and copy it by hand.")}},mail(e){const c=r(e).querySelector("h2, h3, h4")?.textContent??"",i=e,[l,s]=[c,o(e)].map(encodeURIComponent);i.href=`mailto:?subject=${l}&body=${s}`}}}export{n as letterText,p as start,a as words};
