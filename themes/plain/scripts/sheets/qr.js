// A QR code as a picture, by lean-qr, which is loaded with the first one.

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 4; // of light modules, as the standard asks

/** @param {string} text @param {string} label @returns {Promise<SVGElement>} */
export async function qr(text, label) {
  const { generate, correction } = /** @type {any} */ (await import("./lean-qr.js"));
  const code = generate(text, { minCorrectionLevel: correction.L });
  const size = code.size + 2 * MARGIN;
  let path = "";
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++)
      if (code.get(x, y)) {
        const from = x;
        while (code.get(x + 1, y)) x++;
        path += `M${from + MARGIN} ${y + MARGIN}h${x - from + 1}v1h${from - x - 1}z`;
      }
  /** @param {string} tag @param {{ [name: string]: string }} attributes */
  const draw = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const picture = draw("svg", {
    class: "qr",
    viewBox: `0 0 ${size} ${size}`,
    role: "img",
    "aria-label": label,
    "shape-rendering": "crispEdges",
  });
  picture.append(
    draw("rect", { width: `${size}`, height: `${size}`, fill: "#fff" }),
    draw("path", { d: path, fill: "#000" }),
  );
  return /** @type {SVGElement} */ (picture);
}
