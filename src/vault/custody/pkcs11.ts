import { randomBytes } from 'node:crypto';
import type { HardwareSettings } from '../../platform/custody-settings.ts';
import { binding } from '../../platform/sealing/aead.ts';
import { SettingFault } from '../../platform/setting-fault.ts';
import { CustodyFault, type KeyCustodian } from './custodian.ts';
import { readSecret } from './secret-file.ts';

/*
 * The root key in a hardware module (PKCS#11), AES-256, neither extractable nor readable. The library that speaks to
 * modules (such as graphene-pk11) is no dependency of the program: whoever has a module installs it beside, and names it.
 */

const context = Buffer.from(binding('vault', 'v1', 'store-key'));
const ivLength = 12;
const tagLength = 16;

/** What is used of the library. */
type Handle = { readonly handle: unknown };
type Found = { readonly length: number; readonly items: (index: number) => Handle };
type Cipher = { readonly once: (data: Buffer, room: Buffer) => Buffer };
type Algorithm = { readonly name: string; readonly params: unknown };
type Session = {
  readonly login: (pin: string) => void;
  readonly find: (template: Readonly<Record<string, unknown>>) => Found;
  readonly generateKey: (mechanism: unknown, template: Readonly<Record<string, unknown>>) => Handle;
  readonly createCipher: (algorithm: Algorithm, key: Handle) => Cipher;
  readonly createDecipher: (algorithm: Algorithm, key: Handle) => Cipher;
  readonly close: () => void;
};
type Slot = { readonly getToken: () => { readonly label: string }; readonly open: (flags: number) => Session };
type Module = {
  readonly initialize: () => void;
  readonly finalize: () => void;
  readonly getSlots: (withToken: boolean) => { readonly length: number; readonly items: (index: number) => Slot };
};
type Library = {
  readonly Module: { readonly load: (file: string, name: string) => Module };
  readonly SessionFlag: { readonly SERIAL_SESSION: number; readonly RW_SESSION: number };
  readonly ObjectClass: { readonly SECRET_KEY: number };
  readonly KeyType: { readonly AES: number };
  readonly KeyGenMechanism: { readonly AES: unknown };
  readonly AesGcm240Params: new (iv: Buffer, aad: Buffer, tagBits: number) => unknown;
};

const load = async (name: string): Promise<Library> => {
  try {
    const loaded = (await import(name)) as { readonly default?: Library } & Library;
    return loaded.Module ? loaded : (loaded.default ?? loaded);
  } catch (cause) {
    throw new SettingFault('VAULT_PKCS11_PACKAGE', `${name} is not installed beside the program`, cause);
  }
};

const slotNamed = (module: Module, token: string): Slot => {
  const slots = module.getSlots(true);
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots.items(index);
    if (slot.getToken().label.trim() === token) return slot;
  }
  throw new CustodyFault('down', `there is no token named ${token} in the hardware module`);
};

/** A process loads a module once and logs into a token once; a second custodian of the same process finds that done. */
const unlessDone = (act: () => void): void => {
  try {
    act();
  } catch (fault) {
    if (!/ALREADY_INITIALIZED|ALREADY_LOGGED_IN/.test(String(fault))) throw fault;
  }
};

type Opened = { readonly session: () => Session; readonly end: () => void };

const openToken = (library: Library, { module, token, pinFile }: HardwareSettings): Opened => {
  const pin = readSecret('VAULT_PKCS11_PIN_FILE', pinFile, 4);
  const flags = library.SessionFlag.SERIAL_SESSION | library.SessionFlag.RW_SESSION;
  try {
    const loaded = library.Module.load(module, 'ariane');
    unlessDone(() => loaded.initialize());
    const slot = slotNamed(loaded, token);
    const kept = slot.open(flags);
    unlessDone(() => kept.login(pin));
    return { session: () => slot.open(flags), end: () => loaded.finalize() };
  } catch (cause) {
    if (cause instanceof CustodyFault) throw cause;
    if (/CKR_PIN/.test(String(cause))) throw new CustodyFault('refused', 'the hardware module refuses the PIN', cause);
    throw new CustodyFault('down', 'the hardware module does not open', cause);
  }
};

type Token = { readonly library: Library; readonly session: Session; readonly label: string };

const rootKey = ({ library, session, label }: Token): Handle | null => {
  const found = session.find({ class: library.ObjectClass.SECRET_KEY, keyType: library.KeyType.AES, label });
  return found.length === 0 ? null : found.items(0);
};

const makeRootKey = ({ library, session, label }: Token): Handle =>
  session.generateKey(library.KeyGenMechanism.AES, {
    ...{ class: library.ObjectClass.SECRET_KEY, keyType: library.KeyType.AES, valueLen: 32, label },
    ...{ token: true, private: true, sensitive: true, extractable: false, encrypt: true, decrypt: true },
  });

const algorithm = ({ library }: Token, iv: Buffer): Algorithm => ({
  name: 'AES_GCM',
  params: new library.AesGcm240Params(iv, context, tagLength * 8),
});

const missing = (label: string): CustodyFault =>
  new CustodyFault('down', `the hardware module holds no key named ${label}`);

const wrapUnder = (token: Token, root: Handle, key: Uint8Array): Buffer => {
  const iv = randomBytes(ivLength);
  const room = Buffer.alloc(key.length + tagLength);
  return Buffer.concat([iv, token.session.createCipher(algorithm(token, iv), root).once(Buffer.from(key), room)]);
};

const unwrap = (token: Token, wrapped: Uint8Array): Buffer => {
  const root = rootKey(token);
  if (!root) throw missing(token.label);
  const bytes = Buffer.from(wrapped);
  try {
    const decipher = token.session.createDecipher(algorithm(token, bytes.subarray(0, ivLength)), root);
    return Buffer.from(decipher.once(bytes.subarray(ivLength), Buffer.alloc(bytes.length)));
  } catch (cause) {
    throw new CustodyFault('not-ours', 'the hardware module did not wrap this, or it was altered', cause);
  }
};

/** Every act has a session of its own: one that fails leaves its session unusable. */
const during = <T>(parts: Omit<Token, 'session'>, opened: Opened, act: (token: Token) => T): T => {
  let session: Session;
  try {
    session = opened.session();
  } catch (cause) {
    throw new CustodyFault('down', 'the hardware module does not answer', cause);
  }
  try {
    return act({ ...parts, session });
  } catch (cause) {
    throw cause instanceof CustodyFault ? cause : new CustodyFault('down', 'the hardware module failed', cause);
  } finally {
    session.close();
  }
};

/** A token that was away and came back is known again only after the module was opened anew: so once more, then it is down. */
const persistent = (library: Library, settings: HardwareSettings) => {
  const parts = { library, label: settings.key };
  let opened = openToken(library, settings);
  const again = (): void => {
    try {
      opened.end();
    } catch {
      // It had ended already, when the token could not be opened the last time.
    }
    opened = openToken(library, settings);
  };
  return <T>(act: (token: Token, isSecond: boolean) => T): T => {
    try {
      return during(parts, opened, (token) => act(token, false));
    } catch (fault) {
      if (!(fault instanceof CustodyFault) || fault.reason !== 'down') throw fault;
      again();
      return during(parts, opened, (token) => act(token, true));
    }
  };
};

const rootFor = (token: Token, mayMake: boolean): Handle => {
  const root = rootKey(token) ?? (mayMake ? makeRootKey(token) : null);
  if (!root) throw missing(token.label);
  return root;
};

/** The root key in a hardware module; made at the first wrapping. Throws a clear sentence when library, module, token or PIN do not fit. */
export const hardwareCustodian = async (settings: HardwareSettings): Promise<KeyCustodian> => {
  const attempt = persistent(await load(settings.package), settings);
  return {
    id: 'pkcs11',
    wrap: async (key) => attempt((token, isSecond) => wrapUnder(token, rootFor(token, isSecond), key)),
    unwrap: async (wrapped) => attempt((token) => unwrap(token, wrapped)),
    health: async () => {
      try {
        return attempt((token) => rootFor(token, false)) && 'ok';
      } catch {
        return 'down';
      }
    },
  };
};
