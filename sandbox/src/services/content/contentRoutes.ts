import type { Request } from 'express';

import { page } from '../../http/page';
import { restRouter } from '../../http/restRouter';
import type { ContentTemplate, ContentType } from '../../model/content';
import type { World } from '../../World';
import { restDate } from '../conversations/ResourceJson';
import type { ContentInput, ContentRegistry } from './ContentRegistry';
import { searchTemplates } from './contentFilters';
import { typeFor } from './renderContent';

const HOST = 'content.twilio.com';

/** Content API v1 and the search of v2. https://www.twilio.com/docs/content/content-api-resources */
export function contentRoutes(world: World, contents: ContentRegistry): void {
  const router = restRouter(world);
  world.routes.push({ host: HOST, router });
  const content = (template: ContentTemplate) => contentJson(world, template);
  const withApproval = (template: ContentTemplate) => withApprovalJson(world, template);

  router.post('/v1/Content', (request, response) => {
    response.status(201).json(content(contents.create(inputOf(request))));
  });
  router.get('/v1/Content', (request, response) => {
    response.json(page(request, 'contents', contents.list(), content));
  });
  router.get('/v1/ContentAndApprovals', (request, response) => {
    response.json(page(request, 'contents', contents.list(), withApproval));
  });
  router.get('/v2/Content', (request, response) => {
    response.json(page(request, 'contents', searchTemplates(request, contents.list()), content));
  });
  router.get('/v2/ContentAndApprovals', (request, response) => {
    response.json(page(request, 'contents', searchTemplates(request, contents.list()), withApproval));
  });
  router.get('/v1/Content/:sid', (request, response) => {
    response.json(content(contents.fetch(request.params.sid)));
  });
  router.put('/v1/Content/:sid', (request, response) => {
    response.json(content(contents.update(request.params.sid, inputOf(request))));
  });
  router.delete('/v1/Content/:sid', (request, response) => {
    contents.remove(request.params.sid);
    response.sendStatus(204);
  });

  router.get('/v1/Content/:sid/ApprovalRequests', (request, response) => {
    const template = contents.fetch(request.params.sid);
    response.json({
      sid: template.sid,
      account_sid: world.account.sid,
      whatsapp: { type: 'whatsapp', ...approvalJson(template), flows: null },
      url: `https://${HOST}/v1/Content/${template.sid}/ApprovalRequests`,
    });
  });
  router.post('/v1/Content/:sid/ApprovalRequests/whatsapp', (request, response) => {
    const { name, category } = request.body as { name?: string; category?: string };
    response.status(201).json(approvalJson(contents.submit(request.params.sid, name, category)));
  });
}

/** This API takes JSON alone. */
function inputOf(request: Request): ContentInput {
  const body = request.body as {
    friendly_name?: string;
    language?: string;
    variables?: Record<string, string>;
    types?: Record<string, ContentType>;
  };
  return { friendlyName: body.friendly_name, language: body.language, variables: body.variables, types: body.types };
}

const baseJson = (world: World, template: ContentTemplate) => ({
  date_created: restDate(template.dateCreated),
  date_updated: restDate(template.dateUpdated),
  sid: template.sid,
  account_sid: world.account.sid,
  friendly_name: template.friendlyName,
  language: template.language,
  variables: template.variables,
  types: template.types,
});

function contentJson(world: World, template: ContentTemplate): Record<string, unknown> {
  const url = `https://${HOST}/v1/Content/${template.sid}`;
  const approvals = `${url}/ApprovalRequests`;
  return {
    ...baseJson(world, template),
    url,
    links: { approval_create: `${approvals}/whatsapp`, approval_fetch: approvals },
  };
}

const withApprovalJson = (world: World, template: ContentTemplate): Record<string, unknown> => ({
  ...baseJson(world, template),
  approval_requests: approvalJson(template),
});

const approvalJson = (template: ContentTemplate): Record<string, unknown> => ({
  name: template.approval.name,
  category: template.approval.category,
  content_type: template.approval.status === 'unsubmitted' ? '' : typeFor(template, 'whatsapp'),
  status: template.approval.status,
  rejection_reason: template.approval.rejectionReason,
  allow_category_change: template.approval.allowCategoryChange,
});
