// from scripts/
import{b as n}from"./begin.js";import"./minisearch.js";import"./key.js";const a=document.querySelector("[data-search-box]");if(a instanceof HTMLElement){const o=n(a,e=>{history.replaceState(null,"",location.pathname+(e.size?`?${e}`:""))}),t=()=>o.ask(new URLSearchParams(location.search));addEventListener("popstate",t),t(),location.search||o.input.focus()}
