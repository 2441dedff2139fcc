// from scripts/
import{isControl as l}from"./controls.js";import{valueText as s}from"./page.js";export function words(t){return t instanceof Text?t.data.replace(/\s+/g," "):t instanceof HTMLBRElement?`
`:t instanceof HTMLElement&&t.ariaHidden==="true"?"":l(t)?s(t)||`[${t.ariaLabel??t.name}]`:[...t.childNodes].map(words).join("")}export const letterText=t=>[...t.children].map(r=>words(r).trim()).join(`

`);export function start(t){for(const e of t.form.querySelectorAll("[data-letter]"))e.after(t.part("letter-tools"));const r=e=>e.closest(".block"),o=e=>letterText(r(e).querySelector("[data-letter]"));return{async copy(e){try{await navigator.clipboard.writeText(o(e)),t.note("Copied.")}catch{t.note("The browser did not let the page copy. Select the letter, and copy it by hand.")}},mail(e){const a=r(e).querySelector("h2, h3, h4")?.textContent??"",n=e,[c,i]=[a,o(e)].map(encodeURIComponent);n.href=`mailto:?subject=${c}&body=${i}`}}}
