declare module 'autocannon' {
  /** The part of the load tool that the measurements use. */
  type Options = {
    readonly url: string;
    readonly connections?: number;
    readonly duration?: number;
    readonly headers?: Readonly<Record<string, string>>;
  };
  type Result = { readonly requests: { readonly average: number; readonly total: number }; readonly errors: number };
  function autocannon(options: Options): Promise<Result>;
  export = autocannon;
}
