// Where a trail's log files lie → the statements that make a database and a table over them, with projected partitions for
// account, Region and day. The files in deploy/athena are these, with names to be replaced.
// https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
export interface TableWanted {
  readonly database: string;
  readonly table: string;
  /** `s3://bucket` or `s3://bucket/prefix`, what stands before `/AWSLogs/`. */
  readonly logs: string;
  /** `o-…`: an organisation's trail wrote them; null: trails of single accounts did. */
  readonly organization: string | null;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** First day looked at, `2020/01/01`: folders before a trail's first day are empty, and cost nothing but time. */
  readonly from: string;
}

/** AWS's columns, and those it leaves out: sourceidentity, assumedroot, inscopeof, identityprovider, credentialid, managementevent. */
const COLUMNS = `  eventversion string,
  useridentity struct<
    type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,
    identityprovider:string,credentialid:string,
    onbehalfof:struct<userid:string,identitystorearn:string>,
    inscopeof:struct<sourcearn:string,sourceaccount:string,issuertype:string,credentialsissuedto:string>,
    sessioncontext:struct<
      attributes:struct<mfaauthenticated:string,creationdate:string>,
      sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,
      ec2roledelivery:string,ec2issuedinvpc:string,sourceidentity:string,assumedroot:string,
      webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>,
  eventtime string,
  eventsource string,
  eventname string,
  awsregion string,
  sourceipaddress string,
  useragent string,
  errorcode string,
  errormessage string,
  requestparameters string,
  responseelements string,
  additionaleventdata string,
  requestid string,
  eventid string,
  readonly string,
  managementevent string,
  resources array<struct<arn:string,accountid:string,type:string>>,
  eventtype string,
  apiversion string,
  recipientaccountid string,
  serviceeventdetails string,
  sharedeventid string,
  vpcendpointid string,
  vpcendpointaccountid string,
  eventcategory string,
  addendum struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>,
  sessioncredentialfromconsole string,
  edgedevicedetails string,
  insightdetails string,
  tlsdetails struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>`;

/** In order: the database, then the table. Throws for names that are not plain: the configuration refuses those. */
export function setupStatements(wanted: TableWanted): readonly string[] {
  const { database, table, logs, organization, accounts, regions, from } = wanted;
  plain(/^[a-z0-9_]+$/, database, table);
  plain(/^s3:\/\/[a-z0-9.-]+(\/[\w.!*()/-]+)?$/i, logs);
  plain(/^\d{4}\/\d\d\/\d\d$/, from);
  plain(/^\d{12}$/, ...accounts);
  plain(/^[a-z0-9-]+$/, ...regions);
  if (organization !== null) plain(/^o-[a-z0-9]{10,32}$/, organization);
  if (accounts.length === 0 || regions.length === 0) throw new Error('a table needs an account and a Region');
  const root = `${logs}/AWSLogs/${organization === null ? '' : `${organization}/`}`;
  return [
    `CREATE DATABASE IF NOT EXISTS \`${database}\``,
    `CREATE EXTERNAL TABLE IF NOT EXISTS \`${database}\`.\`${table}\` (
${COLUMNS})
PARTITIONED BY (account string, region string, day string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION '${root}'
TBLPROPERTIES (
  'projection.enabled'='true',
  'projection.account.type'='enum',
  'projection.account.values'='${accounts.join(',')}',
  'projection.region.type'='enum',
  'projection.region.values'='${regions.join(',')}',
  'projection.day.type'='date',
  'projection.day.format'='yyyy/MM/dd',
  'projection.day.interval'='1',
  'projection.day.interval.unit'='DAYS',
  'projection.day.range'='${from},NOW',
  'storage.location.template'='${root}\${account}/CloudTrail/\${region}/\${day}')`,
  ];
}

function plain(shape: RegExp, ...texts: readonly string[]): void {
  for (const text of texts) if (!shape.test(text)) throw new Error(`not a plain name: ${text}`);
}
