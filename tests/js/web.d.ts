// What browsers and Node.js both have, and the pure modules use. Not the types of the whole web:
// nothing here may reach for a page.

interface ByteStream {
    pipeThrough<T>(way: { readable: T }): T;
    getReader(): { read(): Promise<{ done: boolean; value: any }>; cancel(): Promise<void> };
}
declare class Blob {
    constructor(parts: (string | Uint8Array)[]);
    stream(): ByteStream;
}
declare class Response {
    constructor(body: ByteStream);
    arrayBuffer(): Promise<ArrayBuffer>;
}
declare class CompressionStream {
    constructor(format: "deflate-raw");
    readable: ByteStream;
}
declare class DecompressionStream {
    constructor(format: "deflate-raw");
    readable: ByteStream;
}
declare class TextDecoderStream {
    constructor(encoding: string, options?: { fatal?: boolean });
    readable: ByteStream;
}
declare class TextEncoder {
    encode(text: string): Uint8Array<ArrayBuffer>;
}
declare function atob(text: string): string;
declare function btoa(binary: string): string;
