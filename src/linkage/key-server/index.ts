/** The door for a key server alone, which needs neither names nor a database: what is not loaded takes no memory. */
export {
  type KeyServerSettings,
  keyServerClient,
  type RunningKeyServer,
  startKeyServer,
} from './process.ts';
