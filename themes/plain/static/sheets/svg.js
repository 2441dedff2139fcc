// from scripts/
function t(t,e,n){for(const[n,o]of Object.entries(e))t.setAttribute(n,`${o}`);t.append(...n)}function e(e,n={},...o){const c=document.createElementNS("http://www.w3.org/2000/svg",e);return t(c,n,o),c}function n(e,n={},...o){const c=document.createElement(e);return t(c,n,o),c}export{t as f,n as h,e as s};
