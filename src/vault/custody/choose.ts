import type { CustodySettings } from '../../platform/custody-settings.ts';
import type { MakeCustodian } from './custodian.ts';
import { fileCustodian } from './file.ts';
import { keyServiceCustodian } from './kms-http.ts';
import { hardwareCustodian } from './pkcs11.ts';

/** The custodian that the settings name. */
export const custodianOf =
  (settings: CustodySettings): MakeCustodian =>
  (directory) => {
    if (settings.kind === 'kms-http') return keyServiceCustodian(settings);
    return settings.kind === 'pkcs11' ? hardwareCustodian(settings) : fileCustodian(directory);
  };
