// The few things of Node.js that the tests use; its own types would be a package of megabytes.

declare module "node:test" {
  function test(name: string, run: () => void | Promise<void>): void;
  export = test;
}
declare module "node:assert/strict" {
  export function equal(actual: unknown, expected: unknown, message?: string): void;
  export function deepEqual(actual: unknown, expected: unknown, message?: string): void;
  export function ok(value: unknown, message?: string): asserts value;
  export function match(text: string, form: RegExp, message?: string): void;
  export function rejects(promise: Promise<unknown>, fault: RegExp | (new (...how: any[]) => Error)): Promise<void>;
}
declare module "node:fs" {
  export function readFileSync(file: URL, encoding: "utf8"): string;
}
declare const console: { log(...words: unknown[]): void };
declare const process: { argv: string[]; env: { [name: string]: string | undefined } };
interface ImportMeta {
  url: string;
}
declare class URL {
  constructor(path: string, base: string);
}
