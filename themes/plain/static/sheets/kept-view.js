// from scripts/
import{g as t}from"./kept.js";import"./sheet.js";function e({slot:e,part:n,definition:r},i){const o=t(i,r);e("kept").hidden=!o.length,e("kept-answers").replaceChildren(...o.map(({id:t,label:e,text:r})=>{const i=n("kept");return[e,r].forEach((t,e)=>i.children[e].textContent=t),i.dataset.id=t,i}))}export{e as showKept};
