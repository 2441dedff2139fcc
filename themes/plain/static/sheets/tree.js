// from scripts/
import{outline as o}from"./plan.js";export function tree(r,e){const n=[];return o(r,e).map(({row:t,level:i})=>(n.splice(i,1/0,t.id),{row:t,id:t.id,level:i,parent:n[i-1]??""}))}
