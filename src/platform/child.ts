import { setTimeout as pause } from 'node:timers/promises';

/**
 * What every process of the installation does besides its work: it ends in order when told to (SIGTERM, SIGINT),
 * and it ends when the supervisor that started it is gone, so that nothing is left running.
 */
export const endInOrder = (stop: () => Promise<void>): void => {
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await Promise.race([stop().catch(() => undefined), pause(5000)]);
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  if (process.channel) process.on('disconnect', () => void end());
};

/** Tells the supervisor that this process serves. */
export const sayReady = (): void => {
  process.send?.('ready');
};
