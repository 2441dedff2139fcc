// from scripts/
const e="search-key";function r(){try{return localStorage.getItem(e)!=="off"}catch{return!0}}function o(t){try{t?localStorage.removeItem(e):localStorage.setItem(e,"off")}catch{}}export{o as a,r as p};
