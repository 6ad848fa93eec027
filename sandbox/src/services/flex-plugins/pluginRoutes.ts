import { Router } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import type { FlexPlugin, FlexPluginVersion } from '../../model/flexPlugins';
import type { World } from '../../World';
import { activePlugins, pluginAt, versionAt } from './find';
import { pluginJson, versionJson } from './pluginJson';
import { refuse } from './refuse';

const DESCRIPTION_LIMIT = 500;
/** https://semver.org */
const SEMANTIC_VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z-.]+)?(\+[0-9A-Za-z-.]+)?$/;

/** Plugins and their versions, newest first. */
export function pluginRoutes(world: World): Router {
  const router = Router({ caseSensitive: true });
  const descriptionOf = (text: string | undefined): string | undefined => {
    if (text && text.length > DESCRIPTION_LIMIT) throw TwilioError.invalid('Description');
    return text;
  };

  router.post('/Plugins', (request, response) => {
    const parameters = parametersOf(request);
    const uniqueName = parameters.required('UniqueName');
    const isTaken = [...world.flexPlugins.values()].some((plugin) => plugin.uniqueName === uniqueName);
    if (isTaken) throw refuse(`A plugin named ${uniqueName} already exists`);
    const now = world.clock.now();
    const plugin: FlexPlugin = {
      sid: world.random.sid('FP'),
      uniqueName,
      friendlyName: parameters.text('FriendlyName') ?? uniqueName,
      description: descriptionOf(parameters.text('Description')) ?? '',
      archived: false,
      versions: new Map(),
      dateCreated: now,
      dateUpdated: now,
    };
    world.flexPlugins.set(plugin.sid, plugin);
    response.status(201).json(pluginJson(world, plugin));
  });
  router.get('/Plugins', (request, response) => {
    const all = [...world.flexPlugins.values()].reverse();
    response.json(page(request, 'plugins', all, (plugin) => pluginJson(world, plugin)));
  });
  router.get('/Plugins/:plugin', (request, response) => {
    response.json(pluginJson(world, pluginAt(world, request.params.plugin)));
  });
  router.post('/Plugins/:plugin', (request, response) => {
    const parameters = parametersOf(request);
    const plugin = pluginAt(world, request.params.plugin);
    plugin.friendlyName = parameters.text('FriendlyName') ?? plugin.friendlyName;
    plugin.description = descriptionOf(parameters.text('Description')) ?? plugin.description;
    plugin.dateUpdated = world.clock.now();
    response.json(pluginJson(world, plugin));
  });
  router.post('/Plugins/:plugin/Archive', (request, response) => {
    const plugin = pluginAt(world, request.params.plugin);
    if (plugin.archived) throw refuse('Plugin is already archived');
    if (activePlugins(world).some(({ pluginSid }) => pluginSid === plugin.sid)) {
      throw refuse('Plugin is part of the active release, disable it first');
    }
    plugin.archived = true;
    plugin.dateUpdated = world.clock.now();
    response.json(pluginJson(world, plugin));
  });

  const versions = '/Plugins/:plugin/Versions';
  router.post(versions, (request, response) => {
    const parameters = parametersOf(request);
    const plugin = pluginAt(world, request.params.plugin);
    if (plugin.archived) throw refuse('Plugin is archived');
    const version = parameters.required('Version');
    if (!SEMANTIC_VERSION.test(version)) throw TwilioError.invalid('Version');
    if ([...plugin.versions.values()].some((one) => one.version === version)) {
      throw refuse(`Version ${version} of plugin ${plugin.uniqueName} already exists`);
    }
    const pluginUrl = parameters.required('PluginUrl');
    if (!URL.canParse(pluginUrl)) throw TwilioError.invalid('PluginUrl');
    const made: FlexPluginVersion = {
      sid: world.random.sid('FV'),
      version,
      pluginUrl,
      changelog: parameters.text('Changelog') ?? '',
      private: parameters.flag('Private') ?? false,
      archived: false,
      validated: parameters.text('ValidateStatus') === 'success',
      dateCreated: world.clock.now(),
    };
    plugin.versions.set(made.sid, made);
    response.status(201).json(versionJson(world, plugin, made));
  });
  router.get(versions, (request, response) => {
    const plugin = pluginAt(world, request.params.plugin);
    const all = [...plugin.versions.values()].reverse();
    response.json(page(request, 'plugin_versions', all, (version) => versionJson(world, plugin, version)));
  });
  router.get(`${versions}/:version`, (request, response) => {
    const plugin = pluginAt(world, request.params.plugin);
    response.json(versionJson(world, plugin, versionAt(plugin, request.params.version)));
  });
  router.post(`${versions}/:version/Archive`, (request, response) => {
    const plugin = pluginAt(world, request.params.plugin);
    const version = versionAt(plugin, request.params.version);
    if (version.archived) throw refuse('Plugin version is already archived');
    if (activePlugins(world).some(({ pluginVersionSid }) => pluginVersionSid === version.sid)) {
      throw refuse('Plugin version is part of the active release, disable it first');
    }
    version.archived = true;
    response.json(versionJson(world, plugin, version));
  });
  return router;
}
