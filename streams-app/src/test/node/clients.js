// Creates, queries, lists and cancels batches with both official Node clients, at two instances by
// turns, and prints what came back as one line of JSON. Arguments: two endpoints, key id, secret.
const { default: Client, ...models } = require('@alicloud/iot20180120');
const { Config } = require('@alicloud/openapi-client');
const { RPCClient } = require('@alicloud/pop-core');

const [first, second, accessKeyId, accessKeySecret] = process.argv.slice(2);

function tea(endpoint, signatureAlgorithm) {
  return new Client(
    new Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'HTTP', signatureAlgorithm }));
}

function pop(endpoint) {
  return new RPCClient({
    accessKeyId, accessKeySecret, endpoint: `http://${endpoint}`, apiVersion: '2018-01-20' });
}

async function withTea(signatureAlgorithm) {
  const one = tea(first, signatureAlgorithm);
  const other = tea(second, signatureAlgorithm);
  const specific = {
    firmwareId: 'released', productKey: 'p', targetSelection: 'SPECIFIC', targetDeviceName: ['d1', 'd2'],
    tag: [new models.CreateOTAStaticUpgradeJobRequestTag({ key: 'k', value: '值' })] };
  const created = (await one.createOTAStaticUpgradeJob(
    new models.CreateOTAStaticUpgradeJobRequest(specific))).body;
  const jobId = created.data.jobId;
  const queried = (await other.queryOTAJob(new models.QueryOTAJobRequest({ jobId }))).body;
  const dynamic = (await other.createOTADynamicUpgradeJob(new models.CreateOTADynamicUpgradeJobRequest(
    { firmwareId: 'released', productKey: 'p', srcVersion: ['1.0'] }))).body;
  const canceled = (await one.cancelOTAStrategyByJob(new models.CancelOTAStrategyByJobRequest(
    { jobId: dynamic.data.jobId }))).body;
  const after = (await other.queryOTAJob(
    new models.QueryOTAJobRequest({ jobId: dynamic.data.jobId }))).body;
  const listed = (await one.listOTAJobByFirmware(new models.ListOTAJobByFirmwareRequest(
    { firmwareId: 'released', currentPage: 1, pageSize: 100 }))).body;
  const firmware = (await other.queryOTAFirmware(
    new models.QueryOTAFirmwareRequest({ firmwareId: 'released' }))).body;
  return {
    created: created.success,
    status: queried.data.jobStatus,
    tag: queried.data.tags.otaTagDTO[0].value,
    canceled: canceled.success,
    after: after.data.jobStatus,
    listed: listed.data.simpleOTAJobInfo.map(item => item.jobId).includes(jobId),
    version: firmware.firmwareInfo.destVersion,
  };
}

async function withPop(method) {
  const call = (endpoint, action, parameters) => pop(endpoint).request(action, parameters, { method });
  const package_ = { FirmwareId: 'released', ProductKey: 'p' };
  const created = await call(first, 'CreateOTAStaticUpgradeJob', {
    ...package_, TargetSelection: 'SPECIFIC', 'TargetDeviceName.1': 'd1', 'Tag.1.Key': 'k', 'Tag.1.Value': '值' });
  const JobId = created.Data.JobId;
  const queried = await call(second, 'QueryOTAJob', { JobId });
  const dynamic = await call(second, 'CreateOTADynamicUpgradeJob', { ...package_, 'SrcVersion.1': '1.0' });
  const canceled = await call(first, 'CancelOTAStrategyByJob', { JobId: dynamic.Data.JobId });
  const after = await call(second, 'QueryOTAJob', { JobId: dynamic.Data.JobId });
  const listed = await call(first, 'ListOTAJobByFirmware', {
    FirmwareId: 'released', CurrentPage: 1, PageSize: 100 });
  const firmware = await call(second, 'QueryOTAFirmware', { FirmwareId: 'released' });
  return {
    created: created.Success,
    status: queried.Data.JobStatus,
    tag: queried.Data.Tags.OtaTagDTO[0].Value,
    canceled: canceled.Success,
    after: after.Data.JobStatus,
    listed: listed.Data.SimpleOTAJobInfo.map(item => item.JobId).includes(JobId),
    version: firmware.FirmwareInfo.DestVersion,
  };
}

(async () => {
  const results = {
    'tea v3': await withTea(undefined),
    'tea v1': await withTea('v2'),
    'pop-core GET': await withPop('GET'),
    'pop-core POST': await withPop('POST'),
  };
  console.log(JSON.stringify(results));
})().catch(failure => {
  console.error(failure);
  process.exit(1);
});
