/** The part of the vault that the command line uses while no vault runs: shares on paper, sealed backups, the folder itself. */
export { custodianOf } from './custody/choose.ts';
export { handToCustodian, holdsVault, writeVaultFiles } from './recovery/folder.ts';
export { backupHead, openBackup, type VaultFiles } from './recovery/sealed-backup.ts';
export { joinShares, readShare, type Share, writeShares } from './recovery/shares.ts';
export { shareIn, sheetPage, sheetText } from './recovery/sheets.ts';
