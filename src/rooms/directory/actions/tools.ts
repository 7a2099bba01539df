import type { Database } from '../../../platform/database/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';

/** What the directory's screens need beside a scene: the vault, which verifies proofs, and the sessions' own door to the database. */
export type DirectoryTools = {
  readonly vault: VaultClient;
  readonly database: Database;
  readonly demonstration: boolean;
  /** In the demonstration, what opens the page of one invented person on the public site, so that anybody can try it. */
  readonly toTry?: {
    readonly number: string;
    readonly words: string;
    readonly address: (language: string) => string;
  };
  /** Name of the installation in authenticator apps and passkeys. */
  readonly siteName: string;
};
