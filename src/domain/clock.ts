// The only way time enters: an argument.

/** Epoch milliseconds. */
export type Clock = () => number;
