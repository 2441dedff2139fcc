// from scripts/
const s=e=>JSON.stringify(e,null,2)+`
`;function r(e,o="plan.json"){const n=[...e.name.v.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu,"-")].slice(0,40).join("").replace(/^-+|-+$/g,"");return`${e.worksheet.id.slice(0,40)}-${n||"plan"}.${o}`}export{r as f,s as t};
