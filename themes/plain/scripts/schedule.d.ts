// What the modules of a plan's views hand to each other, for `tsc` alone, as worksheets.d.ts.

/** When a row of a plan or of steps starts and is due. */
interface Timed {
    /** First and last day; a milestone has one. What is late ends today. */
    start: Day;
    due: Day;
    done: boolean;
    /** Undone although it should be over, or due after its deadline. */
    late: boolean;
    /**
     * Working days that it may slip: until a deadline or a pinned start, its own or of what follows
     * it, or else until the plan ends later. Below 0, it is that late. Null once it is done.
     */
    slack: number | null;
    /** Whether the plan ends later if this slips by a day. */
    critical: boolean;
    milestone: boolean;
    /** Days by which what is late, itself or before it, has moved its due. */
    pushed: number;
    /** Why it starts when it does; "early" is a pin before what it follows is due. */
    why: "start" | "after" | "pin" | "early" | "done" | "span";
    /** For "after" and "early", the row that it waits for longest. */
    from: string;
}

interface Schedule {
    items: Map<string, Timed>;
    /** Circles of steps that follow each other, each in order; the last arrow does not count. */
    cycles: string[][];
    end: Day;
}

/** By the ids of a plan's lists. */
type Schedules = { [list: string]: Schedule };

/** A row while it is worked out; times are -Infinity before they are known. */
interface Step {
    id: string;
    up?: Step;
    below: Step[];
    /** How long it takes. */
    length: number;
    weeks: boolean;
    after: Follows;
    pin: Day | null;
    by: Day | null;
    /** The day on which it was done, if that is known. */
    ended: Day | null;
    done: boolean;
    repeats: boolean;
    into: Arrow[];
    out: Arrow[];
    start: Day;
    due: Day;
    /** Due, if nothing were late. */
    planned: Day;
    latest: Day;
    slack: number | null;
    critical: boolean;
    late: boolean;
    why: Timed["why"];
    from: string;
    /** Where a walk is among `out`, and whether it is still below. */
    at: number;
    open: boolean;
}

interface Arrow {
    from: Step;
    to: Step;
    lag?: Duration;
    /** It would close a circle, so it does not count. */
    cut?: boolean;
}
