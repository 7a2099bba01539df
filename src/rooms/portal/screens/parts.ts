import { z } from 'zod';
import type { PrintDocument } from '../../../platform/document/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';

/** What the screens of this room need beside a scene. */
export type PortalTools = { readonly vault: VaultClient; readonly print: PrintDocument };

export const permit = 'portal.own-page';
export const caseParams = z.object({ caseId: z.uuid() });
export const pageParams = z.object({ pageId: z.uuid() });
