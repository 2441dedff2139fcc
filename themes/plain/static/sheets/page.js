// from scripts/
export function setText(t,e){t.textContent!==e&&(t.textContent=e)}export const dateText=(t,e={dateStyle:"medium"})=>new Date(t).toLocaleString(document.documentElement.lang,e);export function askToKeep(t){t.settings().asked||(t.set({asked:!0}),navigator.storage?.persist?.())}export const valueText=({type:t,value:e})=>t==="date"&&e?dateText(e,{dateStyle:"long",timeZone:"UTC"}):e;
