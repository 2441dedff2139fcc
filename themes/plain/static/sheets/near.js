// from scripts/
import{wanted as r}from"./soon.js";const a=()=>[...document.querySelectorAll("link[data-near]")].map(e=>(e.disabled=!1,new Promise(t=>{e.addEventListener("load",t,{once:!0}),e.addEventListener("error",t,{once:!0})})));await Promise.race([...document.querySelectorAll(".sheet")].map(r)),await Promise.all(a()),await import("./sheet.js").then(e=>e.A);
