// from scripts/
export function number(r){let e=r.replace(/[\s'%$€£¥]/g,"");return/^-?\d{1,3}(\.\d{3})*,\d{1,2}$|^-?\d+,\d{1,2}$/.test(e)&&(e=e.replaceAll(".","").replace(",",".")),e=e.replaceAll(",",""),e&&Number.isFinite(+e)?+e:r}export function duration(r){const[,e,n]=/^\s*(\d+)\s*([dw]?)\w*\s*$/i.exec(r)??[];return e?[+e,n.toLowerCase()||"d"]:r}
