// from scripts/
export const toJson=o=>JSON.stringify(o,null,2)+`
`,backup=(o,n)=>JSON.stringify({format:"plans/1",made:n.toISOString(),plans:o})+`
`;export function fileName(o,n="plan.json"){const e=[...o.name.v.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu,"-")].slice(0,40).join("").replace(/^-+|-+$/g,"");return`${o.worksheet.id.slice(0,40)}-${e||"plan"}.${n}`}
