/** The same keys and parameters as the English area, any words: a missing Vietnamese key does not compile. */
export type SameShape<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parameters: infer P) => string
      ? (...parameters: P) => string
      : SameShape<T[K]>;
};
