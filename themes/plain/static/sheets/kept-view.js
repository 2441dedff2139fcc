// from scripts/
import{g as s}from"./kept.js";import"./sheet.js";function m({slot:t,part:r,definition:o},p){const n=s(p,o);t("kept").hidden=!n.length,t("kept-answers").replaceChildren(...n.map(({id:i,label:a,text:c})=>{const e=r("kept");return[a,c].forEach((d,h)=>e.children[h].textContent=d),e.dataset.id=i,e}))}export{m as showKept};
