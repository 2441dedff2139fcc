// from scripts/
const e=e=>JSON.stringify(e,null,2)+"\n";function n(e,n="plan.json"){const o=[...e.name.v.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu,"-")].slice(0,40).join("").replace(/^-+|-+$/g,"");return`${e.worksheet.id.slice(0,40)}-${o||"plan"}.${n}`}export{n as f,e as t};
