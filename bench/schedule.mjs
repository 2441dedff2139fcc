// How long the browser's scheduler takes, by hand: node bench/schedule.mjs [STEPS]
// Prints the median and the 95th percentile of 300 runs, after as many to warm up.

import { schedule } from "../themes/plain/scripts/sheets/schedule.js";

const STEPS = Number(process.argv[2] ?? 500);
const RUNS = 300;
const TODAY = 20820; // 2027-01-02

const stamp = (v) => ({ v, t: 1 });
const calendar = {
    start: stamp("2027-01-04"),
    workdays: stamp([1, 2, 3, 4, 5]),
    holidays: stamp(["2027-01-18", "2027-02-15", "2027-05-31", "2027-07-05", "2027-09-06"]),
};

/** Items of nine steps each, which mostly follow one another. */
function outline(after) {
    return Array.from({ length: STEPS }, (_, n) => {
        const item = n - (n % 10);
        const cells = { text: stamp(`Step ${n}`) };
        if (n % 10) {
            cells.dur = stamp([n % 4, n % 7 ? "d" : "w"]);
            cells.after = stamp(
                after(n).map((id) => ({ id: `s${id}`, lag: [n % 3, n % 5 ? "d" : "w"] })),
            );
            if (n % 17 === 0) cells.by = stamp("2027-12-31");
            if (n % 23 === 0) cells.pin = stamp("2027-06-07");
        }
        const order = `b${n.toString(36).padStart(2, "0")}`;
        const parent = stamp(n % 10 ? `s${item}` : "");
        return { id: `s${n}`, order: stamp(order), parent, gone: stamp(false), cells };
    });
}

const shapes = {
    chain: outline((n) => (n > 1 ? [n - 1 - +(n % 10 === 1)] : [])),
    bushy: outline((n) =>
        [n - 2, n >> 1, Math.floor(n / 3)].filter((id) => id > 0 && id % 10 && id < n),
    ),
    items: outline((n) => (n > 20 ? [n - (n % 10) - 10] : [])),
};

for (const [name, rows] of Object.entries(shapes)) {
    const times = [];
    for (let run = 0; run < 2 * RUNS; run++) {
        const start = performance.now();
        schedule(rows, calendar, TODAY + (run % 200), "plan");
        if (run >= RUNS) times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const [median, most] = [times[RUNS >> 1], times[Math.floor(RUNS * 0.95)]];
    console.log(
        `${name}: ${STEPS} steps, median ${median.toFixed(2)} ms, 95 % below ${most.toFixed(2)} ms`,
    );
}
