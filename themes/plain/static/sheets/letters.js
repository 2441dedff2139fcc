// from scripts/
import{isControl as i}from"./controls.js";import{dateText as p}from"./page.js";export function words(t){return t instanceof Text?t.data.replace(/\s+/g," "):t instanceof HTMLBRElement?`
`:i(t)?t.type==="date"&&t.value?p(t.value,{dateStyle:"long",timeZone:"UTC"}):t.value||`[${t.ariaLabel??t.name}]`:[...t.childNodes].map(words).join("")}export const letterText=t=>[...t.children].map(r=>words(r).trim()).join(`

`);export function letterActions(t){for(const e of t.form.querySelectorAll("[data-letter]"))e.after(t.part("letter-tools"));const r=e=>e.closest(".block"),o=e=>letterText(r(e).querySelector("[data-letter]"));return{async copy(e){try{await navigator.clipboard.writeText(o(e)),t.note("Copied.")}catch{t.note("The browser did not let the page copy. Select the letter, and copy it by hand.")}},mail(e){const a=r(e).querySelector("h2, h3, h4")?.textContent??"",n=e,[l,c]=[a,o(e)].map(encodeURIComponent);n.href=`mailto:?subject=${l}&body=${c}`}}}
