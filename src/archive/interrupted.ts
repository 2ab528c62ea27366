// What a search comes back as when it was stopped, by its caller or by a time limit.

export const INTERRUPTED: unique symbol = Symbol('interrupted');
