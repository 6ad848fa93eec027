import { Router } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import type { ConfiguredPlugin, PluginConfiguration, PluginRelease } from '../../model/flexPlugins';
import type { World } from '../../World';
import { activeRelease, configurationAt, pluginAt } from './find';
import { configurationJson, configuredPluginJson, releaseJson } from './pluginJson';
import { refuse } from './refuse';

/** What a plugin gets that names no phase. */
const PHASE = 3;

/** Configurations with their plugins, and releases of them, newest first. */
export function configurationRoutes(world: World): Router {
  const router = Router({ caseSensitive: true });

  router.post('/Configurations', (request, response) => {
    const parameters = parametersOf(request);
    const configuration: PluginConfiguration = {
      sid: world.random.sid('FJ'),
      name: parameters.required('Name'),
      description: parameters.text('Description') ?? '',
      archived: false,
      plugins: (parameters.list('Plugins') ?? []).map((text) => configuredPlugin(world, text)),
      dateCreated: world.clock.now(),
    };
    world.pluginConfigurations.set(configuration.sid, configuration);
    response.status(201).json(configurationJson(world, configuration));
  });
  router.get('/Configurations', (request, response) => {
    const all = [...world.pluginConfigurations.values()].reverse();
    response.json(page(request, 'configurations', all, (one) => configurationJson(world, one)));
  });
  router.get('/Configurations/:sid', (request, response) => {
    response.json(configurationJson(world, configurationAt(world, request.params.sid)));
  });
  router.post('/Configurations/:sid/Archive', (request, response) => {
    const configuration = configurationAt(world, request.params.sid);
    if (configuration.archived) throw refuse('Configuration is already archived');
    if (activeRelease(world)?.configurationSid === configuration.sid) {
      throw refuse('Configuration is that of the active release');
    }
    configuration.archived = true;
    response.json(configurationJson(world, configuration));
  });
  router.get('/Configurations/:sid/Plugins', (request, response) => {
    const configuration = configurationAt(world, request.params.sid);
    const { plugins } = configuration;
    response.json(page(request, 'plugins', plugins, (one) => configuredPluginJson(world, configuration, one)));
  });
  router.get('/Configurations/:sid/Plugins/:plugin', (request, response) => {
    const configuration = configurationAt(world, request.params.sid);
    const { sid } = pluginAt(world, request.params.plugin);
    const found = configuration.plugins.find(({ pluginSid }) => pluginSid === sid);
    if (!found) throw TwilioError.notFound(request.path);
    response.json(configuredPluginJson(world, configuration, found));
  });

  router.post('/Releases', (request, response) => {
    const configuration = configurationAt(world, parametersOf(request).required('ConfigurationId'));
    if (configuration.archived) throw refuse('Configuration is archived');
    for (const plugin of configuration.plugins) expectUsable(world, plugin);
    const release: PluginRelease = {
      sid: world.random.sid('FK'),
      configurationSid: configuration.sid,
      dateCreated: world.clock.now(),
    };
    world.pluginReleases.set(release.sid, release);
    response.status(201).json(releaseJson(world, release));
  });
  router.get('/Releases', (request, response) => {
    const all = [...world.pluginReleases.values()].reverse();
    response.json(page(request, 'releases', all, (release) => releaseJson(world, release)));
  });
  router.get('/Releases/:sid', (request, response) => {
    const { sid } = request.params;
    const release = sid === 'active' ? activeRelease(world) : world.pluginReleases.get(sid);
    if (!release) throw TwilioError.notFound(request.path);
    response.json(releaseJson(world, release));
  });
  return router;
}

/** From `{"plugin_version": "FV…", "phase": 3}`. */
function configuredPlugin(world: World, text: string): ConfiguredPlugin {
  let given: { plugin_version?: string; phase?: number };
  try {
    given = JSON.parse(text) as typeof given;
  } catch {
    throw TwilioError.invalid('Plugins');
  }
  const versionSid = given.plugin_version ?? '';
  const plugin = [...world.flexPlugins.values()].find(({ versions }) => versions.has(versionSid));
  if (!plugin) throw TwilioError.invalid('Plugins');
  const configured = { pluginSid: plugin.sid, pluginVersionSid: versionSid, phase: given.phase ?? PHASE };
  expectUsable(world, configured);
  return configured;
}

function expectUsable({ flexPlugins }: World, { pluginSid, pluginVersionSid }: ConfiguredPlugin): void {
  const plugin = flexPlugins.get(pluginSid);
  if (plugin?.archived || plugin?.versions.get(pluginVersionSid)?.archived) {
    throw refuse(`Plugin ${plugin.uniqueName}, or this version of it, is archived`);
  }
}
