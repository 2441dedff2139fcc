// What the modules of a worksheet's page hand to each other, for `tsc` alone.

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
/** What the elements with `data-do` do, by that name. */
type Actions = { [name: string]: (element: HTMLElement) => unknown };
type Store = ReturnType<typeof import("./sheets/store.js").openStore>;

/** One worksheet in the page, and the plan that is open in it. */
interface Sheet {
  form: HTMLFormElement;
  definition: Definition;
  store: Store;
  /** The kind of each field, and of each column as `list__column`. */
  kinds: Map<string, string>;
  readonly plan: Plan;
  /** The element whose words or rows the script fills in. */
  slot(name: string): HTMLElement;
  /** A new one of the parts in the page's templates. */
  part(name: string): HTMLElement;
  newId(): string;
  /** A plan with nothing in it; it is stored with its first change. */
  fresh(): Plan;
  /** Changes the open plan, in one step of the history, and saves it. */
  edit(changes: Change[], typed?: Control): void;
  undo(): void;
  /** Goes on with this state of the open plan, merged with what is stored. */
  save(plan: Plan): void;
  open(plan: Plan, stored: boolean): void;
  /** Opens the plan that was open last, else the newest, else a fresh one. */
  openLast(): void;
  /** Shows the open plan again, or for a while another. */
  paint(plan?: Plan): void;
  /** Once all that the page shows of a plan has been loaded. */
  ready(): Promise<unknown>;
  /** Says in passing what has happened, with a way back if there is one. */
  note(words: string, back?: () => void): void;
}
