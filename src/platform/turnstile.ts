/** Lets `atOnce` run, keeps the others in a line, and turns away whoever finds the line full. */
export const turnstile = (
  atOnce: number,
  mostWaiting: number,
): (<T>(work: () => Promise<T>) => Promise<T | 'busy'>) => {
  const line: (() => void)[] = [];
  let running = 0;
  const leave = (): void => {
    running -= 1;
    line.shift()?.();
  };
  return async <T>(work: () => Promise<T>): Promise<T | 'busy'> => {
    if (line.length >= mostWaiting) return 'busy';
    if (running >= atOnce) await new Promise<void>((enter) => line.push(enter));
    running += 1;
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
