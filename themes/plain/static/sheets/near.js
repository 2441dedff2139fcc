// from scripts/
import{wanted as e,styled as t}from"./soon.js";const a=document.querySelectorAll("link[data-near]");await Promise.race([...document.querySelectorAll(".sheet")].map(e)),await Promise.all([...a].map(t)),await import("./sheet.js").then(e=>e.B);
