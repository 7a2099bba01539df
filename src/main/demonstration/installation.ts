export { type InstallationKind, markInstallation, readInstallationKind } from './store.ts';
