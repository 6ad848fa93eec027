/**
 * Deploys the Functions with the plugin's chunks, from the root of the repository: the first time, after a failure, and every other time.
 * README.md and serverless/README.md say the same.
 */
export const DEPLOY_COMMANDS = [
  'npm run build:functions',
  'twilio serverless:deploy --cwd serverless --functions-folder dist/functions --assets-folder dist/assets --runtime node22 --override-existing-project',
] as const;
