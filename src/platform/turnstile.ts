/** Lets `atOnce` run, keeps the others in a line, and turns away whoever finds the line full. */
export const turnstile = (
  atOnce: number,
  mostWaiting: number,
): (<T>(work: () => Promise<T>) => Promise<T | 'busy'>) => {
  const line: (() => void)[] = [];
  let running = 0;
  // Whoever waited takes over the place of whoever leaves: given free first, somebody just coming would take it as well.
  const leave = (): void => {
    const next = line.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async <T>(work: () => Promise<T>): Promise<T | 'busy'> => {
    if (line.length >= mostWaiting) return 'busy';
    if (running >= atOnce) await new Promise<void>((enter) => line.push(enter));
    else running += 1;
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
