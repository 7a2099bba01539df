import { auditCommand } from './audit.ts';
import { certificateCommand } from './certificate.ts';
import { clockCommand } from './clock.ts';
import type { Command } from './command.ts';
import { databaseCommand } from './database.ts';
import { demonstrationCommand } from './demonstration.ts';
import { figureCommand } from './figure.ts';
import { inviteCommand } from './invite.ts';
import { keysCommand } from './keys.ts';
import { linkageCommand } from './linkage.ts';
import { packetCommand } from './packet.ts';
import { recoveryCommand } from './recovery.ts';
import { textsCommand } from './texts.ts';
import { vaultCommand } from './vault.ts';

/** Every command of the command line, as `--help` lists them. */
export const commands: readonly Command[] = [
  figureCommand,
  auditCommand,
  certificateCommand,
  packetCommand,
  inviteCommand,
  keysCommand,
  recoveryCommand,
  vaultCommand,
  databaseCommand,
  clockCommand,
  linkageCommand,
  demonstrationCommand,
  textsCommand,
];
