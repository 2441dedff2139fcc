// from scripts/
import{wanted as e}from"./soon.js";await Promise.race([...document.querySelectorAll(".sheet")].map(e)),await Promise.all([...document.querySelectorAll("link[data-near]")].map(e=>(e.disabled=!1,new Promise(a=>{e.addEventListener("load",a,{once:!0}),e.addEventListener("error",a,{once:!0})})))),await import("./sheet.js").then(e=>e.B);
