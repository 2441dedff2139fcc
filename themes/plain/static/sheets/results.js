// from scripts/
import{lookupIn as i,result as g,show as k}from"./formula.js";export function startResults({form:n,definition:t}){const{language:s,currency:r,fields:c=[]}=t,a=new Map(c.map(o=>[o.id,o])),l=[...n.querySelectorAll("output")];return(o,p)=>{const f=i(o,t,p);for(const u of l){const{formula:e,format:m="",decimals:d}=a.get(u.name)??{};e!==void 0&&(u.value=k(g(e,f),m,s,r,d)||"–")}}}
