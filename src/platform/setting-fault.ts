/** Names a setting that keeps the program from starting. */
export class SettingFault extends Error {
  readonly setting: string;
  constructor(setting: string, reason: string, cause?: unknown) {
    super(`setting ${setting}: ${reason}`, { cause });
    this.name = 'SettingFault';
    this.setting = setting;
  }
}
