// from scripts/
const t="search-key";function e(){try{return"off"!==localStorage.getItem(t)}catch{return!0}}function o(e){try{e?localStorage.removeItem(t):localStorage.setItem(t,"off")}catch{}}export{o as a,e as p};
