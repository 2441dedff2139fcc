// from scripts/
const e="search-key";export function prefersKey(){try{return localStorage.getItem(e)!=="off"}catch{return!0}}export function preferKey(t){try{t?localStorage.removeItem(e):localStorage.setItem(e,"off")}catch{}}
