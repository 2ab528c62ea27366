// Ctrl-C or a stop from the system → a promise. The first asks to finish what is at work, the second ends at once.

/** Exit status of a process ended by an impatient second signal: 128 and SIGINT's number. */
const INTERRUPTED = 130;

export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(INTERRUPTED);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
