/** A vault as a process of its own, for tests that kill it: settings as JSON in the first argument, `ready` when it serves. */
import { startVault, type VaultSettings } from '../../src/vault/index.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as Omit<VaultSettings, 'log'>;
await startVault({ ...settings, log: (line) => void process.stderr.write(`${JSON.stringify(line)}\n`) });
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
