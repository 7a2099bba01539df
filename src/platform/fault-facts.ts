/** What a log may say of a fault: its kind and where it arose. Never its message, which may hold what somebody wrote. */
export type FaultFacts = { readonly error: string; readonly stack: readonly string[] };

/** The facts of anything that was thrown. */
export const faultFacts = (fault: unknown): FaultFacts => {
  if (!(fault instanceof Error)) return { error: 'not an error', stack: [] };
  return {
    error: `${fault.name}${'code' in fault ? ` ${String(fault.code)}` : ''}`,
    stack: (fault.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')),
  };
};
