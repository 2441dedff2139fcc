// The words of a text as a search compares them. `sitegen/search/words.py` does the same for the
// index; tests/vectors/words.json holds both to it.

const LONGEST = 40; // characters of a word that count
// Signs above and below letters, of scripts that write them as characters of their own.
const MARKS =
  "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a" +
  "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963" +
  "\u0971-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84" +
  "\u102b-\u103e\u17b4-\u17d3\u3099\u309a";
// Scripts that put no spaces between words: of these, each two neighbours are a word.
const UNSPACED =
  "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff" +
  "\uf900-\ufaff\u{20000}-\u{3ffff}";
const WORD = new RegExp(`[\\p{L}\\p{N}${MARKS}]+`, "gu");
const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const DROPPED = /[\u0300-\u036f\u05b0-\u05c7\u0640\u064b-\u065f\u0670]+/g; // accents, vowel points
/** @type {Record<string, string>} */
const LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ", "\xad": "",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** @typedef {{ word: string, start: number, end: number }} Token A word, and where it stands. */

/** The text in small letters, without accents. */
export function fold(/** @type {string} */ text) {
  const bare = text.toLowerCase().normalize("NFD").replace(DROPPED, "").normalize("NFC");
  return bare.replace(LETTER, (letter) => LETTERS[letter] ?? "");
}

/** All words of a text, folded. Single letters of the Latin alphabet are left out. */
export const words = (/** @type {string} */ text) => tokens(fold(text)).map(({ word }) => word);

/** The same words, with their places in the text as it is. @returns {Token[]} */
export function tokens(/** @type {string} */ text) {
  /** @type {Token[]} */
  const found = [];
  for (const match of text.matchAll(WORD)) {
    for (const run of match[0].matchAll(RUN)) {
      const start = match.index + run.index;
      for (const [from, to] of parts(run[0])) {
        const word = shortened(fold(run[0].slice(from, to)));
        if (word && !/^[a-z]$/.test(word)) {
          found.push({ word, start: start + from, end: start + to });
        }
      }
    }
  }
  return found;
}

/** Where the words of a run begin and end: one, or each two neighbours. @returns {number[][]} */
function parts(/** @type {string} */ run) {
  const letters = IS_UNSPACED.test(run) ? [...run] : [run];
  if (letters.length < 2) return [[0, run.length]];
  let at = 0;
  return letters.slice(1).map((next, index) => {
    const from = at;
    at += letters[index]?.length ?? 0;
    return [from, at + next.length];
  });
}

const shortened = (/** @type {string} */ word) =>
  word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word;
