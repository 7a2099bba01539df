import { moveClock } from '../clock.ts';
import type { Command } from './command.ts';

/** Moves the clock of the demonstration, to see deadlines pass. Production refuses. */
export const clockCommand: Command = {
  name: 'clock',
  summary: 'move the clock of the demonstration by so many days from today',
  usage: 'ariane clock <days>   for instance: ariane clock 30; ariane clock 0',
  run: async (args, { settings, print }) => {
    const days = Number(args[0] ?? Number.NaN);
    if (!Number.isInteger(days) || Math.abs(days) > 4000) {
      print('Say by how many days, between -4000 and 4000.\n');
      return 2;
    }
    if (settings.mode === 'serve') {
      print('Only the demonstration has a clock that can be moved.\n');
      return 1;
    }
    moveClock(settings, days);
    print(`The demonstration's clock now stands ${days} days from the machine's.\n`);
    return 0;
  },
};
