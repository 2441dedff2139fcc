// from scripts/
import{b as e}from"./begin.js";import"./minisearch.js";import"./key.js";const t=document.querySelector("[data-search-box]");if(t instanceof HTMLElement){const a=e(t,e=>{history.replaceState(null,"",location.pathname+(e.size?`?${e}`:""))}),o=()=>a.ask(new URLSearchParams(location.search));addEventListener("popstate",o),o(),location.search||a.input.focus()}
